// What is touched or clicked and stands alone, not within running text, and is lower or narrower than 24 pixels: its
// words with its size.
() => {
    const LEAST = 24
    const touched = 'a[href], button, summary, select, textarea, input:not([type=hidden]), [role=button], [role=tab], [role=radio], [role=switch]'
    const around = 'label, [data-baseweb=select], [data-baseweb=input], [data-baseweb=base-input], [data-baseweb=textarea]'
    const boxOf = part => (part.matches('input') && part.closest(around) || part).getBoundingClientRect()
    // The menu while it is shut, and heads that only screen readers have.
    const away = part => part.closest('[data-testid=stSidebar]')?.getBoundingClientRect().width < 100
        || part.closest('thead')?.getBoundingClientRect().width <= 1
    const shown = part => !part.disabled && !part.closest('[aria-hidden=true], svg') && !away(part)
        && part.checkVisibility({checkOpacity: true, checkVisibilityCSS: true})
        && boxOf(part).width > 1 && boxOf(part).height > 1
    const inText = part => {
        if (getComputedStyle(part).display !== 'inline') return false
        let block = part.parentElement
        while (getComputedStyle(block).display === 'inline') block = block.parentElement
        return block.innerText.trim() !== part.innerText.trim()
    }
    return [...document.querySelectorAll(touched)].filter(part => shown(part) && !inText(part)).flatMap(part => {
        const {width, height} = boxOf(part)
        const name = (part.innerText || part.getAttribute('aria-label') || part.title || part.tagName).trim().slice(0, 30)
        return Math.min(width, height) < LEAST - 0.5 ? [`${name} ${width.toFixed(0)}×${height.toFixed(1)}`] : []
    })
}
