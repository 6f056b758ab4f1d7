"""What can go wrong, addressed to whoever can act on it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One defect in the curated tables: where it is, what stands there and what should.

    `line` counts from 1 with the header as line 1; 0 where no single line is at fault. `column` is empty
    where no single column is. `rule` is the rule that is broken, in Chinese, for the board's error screen.
    """

    file: str
    line: int
    column: str
    found: str
    expected: str
    rule: str

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line else "") + (f" {self.column}" if self.column else "")
        return f"{place}: found {self.found}; expected {self.expected}"


class TablesInvalid(Exception):
    """The curated tables break their contract; `problems` lists every defect found."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


class RecordFileInvalid(Exception):
    """A record file can't be used: `reason` says why in Chinese, for the error screen; the text is for the log."""

    def __init__(self, file: Path, found: str, reason: str) -> None:
        self.reason = reason
        super().__init__(f"{file}: {found}")


class QueryInvalid(Exception):
    """A query file and its caller disagree (developer's error): file, parameter, what was declared."""


class FontMissing(Exception):
    """This machine has no font with Chinese characters, so a picture would show boxes. The message is Chinese and
    tells the reader what to do instead."""


class NotAsked(Exception):
    """An address of data asks for what there can't be; the message is Chinese and says what may be asked."""


class ViewTooLong(Exception):
    """The address of a view has so many letters that no QR code of it could be read from a picture. The message is
    Chinese and says what to do."""

    def __init__(self, letters: int) -> None:
        super().__init__(f"这一页的网址太长（{letters:,} 个字符），二维码扫不出来。请减少筛选条件，或不加二维码。")


class PictureFailed(Exception):
    """A picture could not be drawn; the message is for the journal."""


class DocumentUnreadable(Exception):
    """A document can't be read; the message is Chinese and tells its user what to do."""


class EncodingUnclear(DocumentUnreadable):
    """A text is neither UTF-8 nor GB18030; its user may say which encoding it is nearest to."""


class WordsInPictures(DocumentUnreadable):
    """The words of a document are in its pictures, or its text layer is broken: recognising them may read it."""


class PassagesIncomplete(Exception):
    """The passages do not cover the text (developer's error): nothing of a document may be dropped unseen."""


class LedgerClosed(Exception):
    """The ledger can't be used; the message is Chinese and says what its operators have to do. The board goes on."""


class SignInEnded(LedgerClosed):
    """The sign-in of whoever is there has run out, or was ended `for_good` (by signing out, or with their password or
    roles): to them the ledger is closed until they sign in again."""

    def __init__(self, person_id: str, *, for_good: bool = False) -> None:
        self.person_id, self.for_good = person_id, for_good
        super().__init__("登录已结束，请重新登录" if for_good else "登录已到期，请重新登录")


class NotSaved(Exception):
    """Nothing was recorded; the message is Chinese and tells the person what to do."""


class Refused(Exception):
    """What someone asked for can't be done as things stand; the message is Chinese and says what to do."""
