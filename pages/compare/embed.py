"""嵌入: one comparison alone, to be framed by other sites."""

from policytargets.ui.compare import embed

embed.show()
