"""Servers on this machine: an object store, and a cluster of a scheduler and two nodes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
BUCKET = "bucket"


@dataclass(frozen=True, slots=True)
class Store:
    """A server that speaks as S3 does, at `url`, with one bucket."""

    url: str

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs that is to find it."""
        return {
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": self.url,
        }

    def put(self, path: str, content: bytes) -> None:
        """Make or replace an object."""
        self._bucket().put_object(Key=path, Body=content)

    def below(self, folder: str) -> dict[str, bytes]:
        """Every object there, by its path relative to that."""
        objects = self._bucket().objects.filter(Prefix=f"{folder}/")
        return {each.key.removeprefix(f"{folder}/"): each.get()["Body"].read() for each in objects}

    def _bucket(self) -> Any:
        import boto3

        session = boto3.Session("key", "secret", region_name="us-east-1")
        return session.resource("s3", endpoint_url=self.url).Bucket(BUCKET)


@contextmanager
def s3_server() -> Iterator[Store]:
    """An empty store."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        store = Store(f"http://{host}:{port}")
        # its servers in one process share what they hold
        urllib.request.urlopen(f"{store.url}/moto-api/reset", data=b"").close()  # noqa: S310 - it is ours
        store._bucket().create()
        yield store
    finally:
        server.stop()


@contextmanager
def dask_cluster(folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """The address of a scheduler with two nodes of one thread; a task may cost two nodes."""
    file = folder / "scheduler.json"
    here = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(file)]
    nodes = ["--nworkers", "2", "--nthreads", "1", "--local-directory", str(folder)]
    settings = {
        "PYTHONPATH": str(ROOT),
        "DASK_DISTRIBUTED__WORKER__DAEMON": "False",
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
    }
    with ExitStack() as stack:
        for name, options in (("scheduler", ["--port", "0"]), ("worker", nodes)):
            log = stack.enter_context((folder / f"{name}.log").open("wb"))
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", name, *here, *options],
                cwd=folder,
                env={**os.environ, **settings, **environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
            stack.callback(process.wait)
            stack.callback(os.killpg, process.pid, signal.SIGKILL)  # with all that it started
        while not file.exists() or not file.read_text("ascii"):
            time.sleep(0.05)
        yield json.loads(file.read_text("ascii"))["address"]
