"""Write pictures of every page in every size and appearance: `python -m tests.pictures [FOLDER] [PAGE …]`."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import SIZES, launch, serve, settle
from tests.pages import PAGES


def main(folder: Path, only: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with serve() as address, sync_playwright() as playwright:
        browser = launch(playwright)
        for size, (width, height) in SIZES.items():
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme, locale="zh-CN"
                )
                page = context.new_page()
                for name, path in PAGES.items():
                    if only and name not in only:
                        continue
                    page.goto(address + path)
                    settle(page)
                    page.screenshot(path=folder / f"{name}-{size}-{scheme}.png")
                    whole = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
                    page.set_viewport_size({"width": width, "height": min(int(whole) + 80, 6000)})
                    settle(page)
                    page.screenshot(path=folder / f"{name}-{size}-{scheme}-whole.png")
                    page.set_viewport_size({"width": width, "height": height})
                context.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "pictures"), sys.argv[2:])
