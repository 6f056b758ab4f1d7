"""What is wrong among the words and bars of a picture, as a browser draws it."""

from playwright.sync_api import Page

# Every word with its box as the browser draws it, every bar with its own, and what is wrong among them.
WRONG = """() => {
    const picture = document.querySelector('svg'), edge = picture.getBoundingClientRect(), found = []
    const seen = text => text.textContent.trim() && text.getAttribute('opacity') != '0'
    const words = [...picture.querySelectorAll('text')].filter(seen)
    const hatching = text => /^\\/+\\s?$/.test(text.textContent)
    const boxes = words.filter(text => !hatching(text)).map(text => [text.textContent, text.getBoundingClientRect()])
    const room = (edge.right - edge.left) * 0.002
    const marks = [...picture.querySelectorAll('.mark-rect path, .mark-symbol path')]
    const bars = marks.map(bar => bar.getBoundingClientRect())
    boxes.forEach(([text, box], place) => {
        if (box.left < edge.left + room || box.right > edge.right - room) found.push(`${text} |`)
        if (box.top < edge.top || box.bottom > edge.bottom) found.push(`${text} _`)
        for (const [other, its] of boxes.slice(place + 1)) {
            const blank = (box.height + its.height) * 0.17
            if (box.left < its.right - 1 && its.left < box.right - 1 && box.top < its.bottom - blank
                && its.top < box.bottom - blank) found.push(`${text} × ${other}`)
        }
        for (const bar of bars)
            if (text != '≈' && box.left < bar.right - 1 && bar.left < box.right - 1
                && box.top < bar.bottom - box.height * 0.2 && bar.top < box.bottom - box.height * 0.2)
                found.push(`${text} over a bar`)
    })
    return found
}"""


def wrong(page: Page, svg: str) -> list[str]:
    page.set_content(f'<body style="margin:0">{svg}</body>')
    found: list[str] = page.evaluate(WRONG)
    return found
