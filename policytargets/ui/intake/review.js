// F2 goes to the first field of the row to be; a button that was clicked gives the keys back to the page, as a key
// that is meant for another button would press it too.
if (!window.reviewKeys) {
    window.reviewKeys = true
    document.addEventListener('keydown', event => {
        const field = event.key === 'F2' && document.querySelector('[class*="st-key-name-"] input')
        if (field) {
            event.preventDefault()
            field.focus()
            field.select()
        }
    })
    document.addEventListener('click', event => {
        const judging = event.detail && document.querySelector('[class*="st-key-accepted-"]')
        const button = judging && event.target.closest('[data-testid="stButton"] button')
        if (button) button.blur()
    })
    // Ctrl+Z takes a decision back. Left to itself the browser would take back what was typed last, wherever on the page
    // that stands (it emptied the reviewer's name letter by letter); in a field it is the field's own.
    document.addEventListener('keydown', event => {
        if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
        if (event.target.matches('input, textarea, [contenteditable]')) event.stopImmediatePropagation()
        else event.preventDefault()
    }, true)
}
// The reviewer's name is typed once for a tab of the browser: a session that begins anew (the page loaded again) gets it
// from here, told as if it were typed.
if (!window.reviewReviewer) {
    window.reviewReviewer = true
    const [named, kept] = ['[class*="st-key-reviewer"] input', 'policytargets-reviewer']
    document.addEventListener('input', event => {
        if (event.target.matches(named)) sessionStorage.setItem(kept, event.target.value)
    })
    const fill = () => {
        const [field, name] = [document.querySelector(named), sessionStorage.getItem(kept)]
        if (!field || !name) return !name
        if (field.value) return true
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, name)
        field.dispatchEvent(new Event('input', { bubbles: true }))
        field.dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
        return true
    }
    const watching = new MutationObserver(() => fill() && watching.disconnect())
    if (!fill()) watching.observe(document.body, { childList: true, subtree: true })
}
