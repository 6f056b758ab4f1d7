// Where the words of a page lie over others, are cut, or stand beyond the edge; which letters of charts are too small.
() => {
    const found = new Set()
    const main = document.querySelector('[data-testid=stMain]')
    const edge = document.documentElement.clientWidth
    const style = element => getComputedStyle(element)
    const above = function* (element) { for (let at = element; at && at !== document.body; at = at.parentElement) yield at }
    const hidden = element => style(element).visibility === 'hidden' || style(element).display === 'none'
        || Number(style(element).opacity) < 0.05 || style(element).clipPath.startsWith('inset(50')
        || style(element).clip === 'rect(0px, 0px, 0px, 0px)'
    const scrolls = element => ['auto', 'scroll'].includes(style(element).overflowX)
    const NOT_READ = 'script, style, noscript, svg, [aria-hidden=true], details:not([open]) > :not(summary)'
    const boxes = []
    const words = document.createTreeWalker(main, NodeFilter.SHOW_TEXT)
    while (words.nextNode()) {
        const said = words.currentNode.textContent.trim()
        const holder = words.currentNode.parentElement
        if (!said || holder.closest(NOT_READ) || [...above(holder)].some(hidden)) continue
        const range = document.createRange()
        range.selectNodeContents(words.currentNode)
        const fold = holder.closest('.folded')?.getBoundingClientRect().bottom ?? Infinity  // what lies below is not seen
        const inside = [...above(holder)].find(element => element !== main && scrolls(element))
        for (const box of range.getClientRects()) {
            if (box.width < 2 || box.height < 2 || box.bottom > fold) continue
            boxes.push({said, box, room: Math.max(3, box.height / 5), holder})
            if (!inside && (box.left < -1 || box.right > edge + 1)) found.add(`beyond the edge: ${said}`)
        }
        for (const element of above(holder)) {
            if (element === main || scrolls(element)) break
            const clips = ['hidden', 'clip'].includes(style(element).overflowX)
            if (clips && element.clientWidth && element.scrollWidth > element.clientWidth + 1) found.add(`cut: ${said}`)
        }
    }
    for (const picture of main.querySelectorAll('[data-testid=stVegaLiteChart] svg, svg.main-svg')) {
        if (hidden(picture)) continue  // a phone has bars in the place of areas
        const frame = picture.getBoundingClientRect()
        for (const text of picture.querySelectorAll('text')) {
            const said = text.textContent.trim()
            const box = text.getBoundingClientRect()
            if (!said || /^\/+$/.test(said) || box.width < 2) continue  // hatching is no word
            boxes.push({said, box, room: Math.max(5, box.height / 4), holder: text})
            if (box.left < frame.left - 1.5 || box.right > frame.right + 1.5) found.add(`beyond its chart: ${said}`)
            if (parseFloat(style(text).fontSize) < 11) found.add(`too small: ${said} ${style(text).fontSize}`)
        }
    }
    boxes.sort((one, other) => one.box.top - other.box.top)
    boxes.forEach((one, place) => {
        for (let next = place + 1; next < boxes.length && boxes[next].box.top < one.box.bottom; next++) {
            const other = boxes[next]
            const room = Math.max(one.room, other.room)  // boxes hold some room above and below the letters
            if (one.holder !== other.holder && one.box.left < other.box.right - 2 && other.box.left < one.box.right - 2
                && one.box.top < other.box.bottom - room && other.box.top < one.box.bottom - room)
                found.add(`${one.said} × ${other.said}`)
        }
    })
    // A choice among a few that has to be moved sideways to be seen looks as if it ended there.
    for (const choice of main.querySelectorAll('[data-testid=stButtonGroup] button')) {
        const inside = [...above(choice)].find(element => element !== main && scrolls(element))
        if (inside && choice.getBoundingClientRect().right > inside.getBoundingClientRect().right + 1)
            found.add(`cut: ${choice.innerText}`)
    }
    for (const table of main.querySelectorAll('table.listing'))
        if (table.getBoundingClientRect().right > edge + 1) found.add(`beyond the edge: ${table.ariaLabel}`)
    if (main.scrollWidth > main.clientWidth + 1) found.add(`sideways: ${main.scrollWidth} of ${main.clientWidth}`)
    return [...found]
}
