"""Which figures stand in the text? Every quantity and every blank, and nothing that only looks like one."""

from thuocdo.claims.figures.finder import figures_of_block, find_figures

__all__ = ["figures_of_block", "find_figures"]
