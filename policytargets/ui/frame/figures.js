// A figure stays on one line with its unit (2023年, 3.5 万亩), a date is whole (2023-06-07), wherever the page breaks lines
// by itself: letters without width hold them together. What is copied is without them; charts break their lines by the
// same rule (wording/wrapping.py).
if (!window.figuresHold) {
    window.figuresHold = true
    const HOLD = '\u2060', SPACE = '\u00a0'
    const FIGURE = new RegExp(`\\d{4}-\\d\\d-\\d\\d|(?:第|[≥≤＞＜≈] ?)?\\d[\\d.,]* ?${window.unitOfFigure}`, 'g')
    const ELSEWHERE = 'svg, pre, code, textarea, script, style, button, thead, .passage, [data-quoted], [contenteditable=true]'
    const latin = letter => /[!-,.-~]/.test(letter)  // lines break after the dash of a date
    let copying = false
    const hold = node => {
        if (!/\d/.test(node.data)) return
        const found = [...node.data.matchAll(FIGURE)]
        if (!found.length || !node.parentElement?.closest('[data-testid=stMain]') || node.parentElement.closest(ELSEWHERE)) return
        for (const match of found.reverse())
            for (let place = match[0].length - 1; place > 0; place--) {
                const [before, after] = [match[0][place - 1], match[0][place]]
                if (after === ' ') node.replaceData(match.index + place, 1, SPACE)
                else if (before !== ' ' && !(latin(before) && latin(after))) node.insertData(match.index + place, HOLD)
            }
    }
    const texts = (root, act) => {
        if (root.nodeType === Node.TEXT_NODE) return act(root)
        if (root.nodeType !== Node.ELEMENT_NODE) return
        const inside = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
        while (inside.nextNode()) act(inside.currentNode)
    }
    const letGo = node => {
        for (let place = node.data.length - 1; place >= 0; place--) {
            if (node.data[place] === HOLD) node.deleteData(place, 1)
            else if (node.data[place] === SPACE) node.replaceData(place, 1, ' ')
        }
    }
    new MutationObserver(changes => {
        if (copying) return
        for (const change of changes)
            if (change.type === 'childList') for (const node of change.addedNodes) texts(node, hold)
            else hold(change.target)
    }).observe(document.body, {subtree: true, childList: true, characterData: true})
    texts(document.body, hold)
    // The browser itself puts together what is copied, tables with their marks too.
    addEventListener('copy', () => {
        const main = document.querySelector('[data-testid=stMain]')
        if (copying || !main) return
        copying = true
        texts(main, letGo)
        setTimeout(() => { copying = false; texts(main, hold) })
    }, true)
}
