"""Changes to the elements of an XML part, as an editor, a converter or an attacker may make them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random
from typing import Final

from lxml import etree

_VALUES: Final = (
    "", "0", "1", "-1", "9", "64", "65536", "2147483648", "99999999999", "on", "off", "none", "continue",
    "restart", "begin", "separate", "end", "auto", "x", "\u202e", "1.5", "٣",
)  # fmt: skip

Mutation = Callable[[etree._Element, Random], None]


def mutate(root: etree._Element, random: Random, times: int = 1) -> None:
    """Change the tree `times` times."""
    for _ in range(times):
        random.choice(MUTATIONS)(root, random)


def _any(root: etree._Element, random: Random) -> etree._Element:
    return random.choice(list(root.iter(etree.Element)))


def _inner(root: etree._Element, random: Random) -> etree._Element | None:
    inner = [element for element in root.iter(etree.Element) if element is not root]
    return random.choice(inner) if inner else None


def _drop(root: etree._Element, random: Random) -> None:
    element = _inner(root, random)
    parent = None if element is None else element.getparent()
    if element is not None and parent is not None:
        parent.remove(element)


def _unwrap(root: etree._Element, random: Random) -> None:
    """Put the children of an element in its place."""
    element = _inner(root, random)
    parent = None if element is None else element.getparent()
    if element is not None and parent is not None:
        place = parent.index(element)
        parent[place : place + 1] = list(element)


def _duplicate(root: etree._Element, random: Random) -> None:
    element = _inner(root, random)
    if element is not None:
        element.addnext(deepcopy(element))


def _move(root: etree._Element, random: Random) -> None:
    """Put a copy of an element anywhere, and take it from its place where the new one is outside of it."""
    element, target = _inner(root, random), _any(root, random)
    if element is None:
        return
    target.insert(random.randint(0, len(target)), deepcopy(element))
    parent = element.getparent()
    if parent is not None and element not in target.iterancestors() and element is not target:
        parent.remove(element)


def _swap(root: etree._Element, random: Random) -> None:
    element = _any(root, random)
    if len(element) > 1:
        element.append(element[random.randrange(len(element))])


def _rename(root: etree._Element, random: Random) -> None:
    element, other = _inner(root, random), _any(root, random)
    if element is not None:
        element.tag = other.tag


def _wrap(root: etree._Element, random: Random) -> None:
    element, other = _inner(root, random), _any(root, random)
    parent = None if element is None else element.getparent()
    if element is not None and parent is not None:
        wrapper = etree.Element(other.tag)
        parent.replace(element, wrapper)
        wrapper.append(element)


def _change_attribute(root: etree._Element, random: Random) -> None:
    having = [element for element in root.iter(etree.Element) if element.attrib]
    if having:
        element = random.choice(having)
        name = random.choice(list(element.attrib))
        element.set(name, random.choice(_VALUES))


def _take_attribute(root: etree._Element, random: Random) -> None:
    """Give an element an attribute, or the value of one, that another has."""
    having = [element for element in root.iter(etree.Element) if element.attrib]
    if having:
        name, value = random.choice(list(random.choice(having).attrib.items()))
        _any(root, random).set(name, value)


def _drop_attribute(root: etree._Element, random: Random) -> None:
    having = [element for element in root.iter(etree.Element) if element.attrib]
    if having:
        element = random.choice(having)
        del element.attrib[random.choice(list(element.attrib))]


def _split_text(root: etree._Element, random: Random) -> None:
    """Split an element with text, and its parent, in two: a run and its text, for one."""
    written = [element for element in root.iter(etree.Element) if len(element.text or "") > 1]
    if not written:
        return
    element = random.choice(written)
    parent, text = element.getparent(), element.text or ""
    if parent is None or parent is root:
        return
    cut = random.randrange(1, len(text))
    second = deepcopy(parent)
    element.text = text[:cut]
    second[parent.index(element)].text = text[cut:]
    parent.addnext(second)


MUTATIONS: Final[Sequence[Mutation]] = (
    _drop, _unwrap, _duplicate, _move, _swap, _rename, _wrap,
    _change_attribute, _take_attribute, _drop_attribute, _split_text,
)  # fmt: skip
