"""How fast 审核 and the reading of a document are: `python -m tests.bench.intake`. Prints; nothing is asserted.

The next candidate after Enter, in a real browser, median of 20; a PDF of 100 pages read, cut and extracted. Invented.
"""

import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from policytargets.intake.documents import read
from policytargets.intake.extraction import propose
from policytargets.intake.model import Period
from policytargets.intake.printed import read_passages
from tests.browser import launch, serve, settle
from tests.intake.imports import settle_all, taken_in

PRESSES = 20
NEXT = """() => new Promise(done => {
    const own = () => document.querySelector('.passage mark.own')?.textContent
    const before = own()
    document.addEventListener('keydown', () => {
        const pressed = performance.now()
        const look = () => own() && own() !== before ? done(performance.now() - pressed) : requestAnimationFrame(look)
        look()
    }, { once: true, capture: true })
})"""


def plan(tasks: int, sentences: int = 1) -> str:
    """An invented plan of so many tasks, each with a figure of its own."""
    filling = "推进示例事项，完善示例机制，做好示例服务。" * sentences
    lines = [f"{n}. 示例任务{n}。{filling}新增示例设施{n + 100}个。（县示例局负责）" for n in range(1, tasks + 1)]
    return "示例县（虚构）2024年重点任务\n一、示例工业（虚构）\n" + "\n".join(lines) + "\n"


def measure_keys(page: Page, folder: Path) -> list[float]:
    """The milliseconds from Enter to the next candidate's passage, for each of PRESSES candidates."""
    workspace = taken_in(folder, plan(90))
    settle_all(workspace, "rural")
    with serve(POLICYTARGETS_DOCUMENTS=str(workspace.folder.parent), POLICYTARGETS_WRITING="1") as address:
        page.goto(f"{address}/review?document=example-2024")
        settle(page)
        page.get_by_label("审核人").fill("测试员")
        page.keyboard.press("Enter")
        settle(page)
        page.locator("h1").click()
        taken = []
        for _ in range(PRESSES + 1):
            settle(page)
            page.evaluate(f"() => {{ window.next = ({NEXT})() }}")
            page.keyboard.press("Enter")
            taken.append(float(page.evaluate("() => window.next")))
    return taken[1:]


def measure_pages(page: Page, folder: Path) -> None:
    """Print how long a PDF of some 100 pages takes, step by step."""
    words = "".join(f"<p>{line}</p>" for line in plan(900, 4).splitlines())
    page.set_content(f"<meta charset='utf-8'><style>p {{ font: 15pt/1.9 sans-serif; text-indent: 2em }}</style>{words}")
    (folder / "plan.pdf").write_bytes(page.pdf(format="A4"))
    started = time.perf_counter()
    document = read(folder / "plan.pdf")
    was_read = time.perf_counter()
    _, passages = read_passages(document)
    cut = time.perf_counter()
    proposal = propose(document, Period(2024, 2024))
    done = time.perf_counter()
    pages = max(place.page for place in document.places if place)
    print(f"{pages} pages, {len(document.text)} characters, {len(passages)} passages, {len(proposal.targets)} targets")
    print(f"read {was_read - started:.1f} s, cut {cut - was_read:.1f} s, extracted (cut once more) {done - cut:.1f} s")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        measure_pages(page, Path(folder))
        taken = measure_keys(page, Path(folder) / "keys")
        usual = statistics.median(taken)
        print(f"next candidate after Enter: median {usual:.0f} ms of {PRESSES}, most {max(taken):.0f} ms")
        browser.close()


if __name__ == "__main__":
    main()
