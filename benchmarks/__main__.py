"""Every benchmark that needs no data of the user's, one after the other: `make bench`."""

from __future__ import annotations

import click

from benchmarks import docx, pdf


@click.command()
def main() -> None:
    """Measure how Word and PDF tables are read, against the readers that are installed."""
    click.echo("Word tables")
    docx.main(args=[], standalone_mode=False)
    click.echo("\nPDF tables")
    pdf.main(args=[], standalone_mode=False)


if __name__ == "__main__":
    main()
