


def _boundaries(
    page: Page, levels: Sequence[Level], box: Box, extents: Sequence[tuple[float, float]]
) -> list[float]:
    """Heights at which rules or edges of shading run over most of a table's width, or of all its
    columns but the first ones."""
    edges = [y for band in bands_of(page.fills, box) for y in (band.top, band.bottom)]
    partial = [
        y
        for x0, _ in extents[1 : 1 + FIRST_COLUMNS]
        for y in full_levels(levels, Box(x0, box.top, box.x1, box.bottom))
        if len(extents) > FIRST_COLUMNS
    ]
    heights = sorted([*full_levels(levels, box), *partial, *edges])
    return [y for n, y in enumerate(heights) if n == 0 or y - heights[n - 1] > _ONE_BOUNDARY]


def _extents(
    pieces: Sequence[Sequence[Piece]], gutters: Sequence[Gutter], box: Box
) -> list[tuple[float, float]]:
    """From where to where the words of each column reach."""
    extents = [(float("inf"), float("-inf"))] * (len(gutters) + 1)
    for row in pieces:
        for piece in row if len(row) > 1 else ():
            if not piece.spans:
                x0, x1 = extents[piece.first]
                extents[piece.first] = (min(x0, piece.chunk.x0), max(x1, piece.chunk.x1))
    edges = [box.x0, *(g.middle for g in gutters), box.x1]
    return [e if e[0] < e[1] else (edges[i], edges[i + 1]) for i, e in enumerate(extents)]
