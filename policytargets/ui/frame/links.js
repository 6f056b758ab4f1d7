// Links in tables, cards and the headings of comparisons lead to pages of the board within the session; with Ctrl or the middle button they open a tab.
if (!window.linksLead) {
    window.linksLead = true
    addEventListener('click', event => {
        const link = event.target.closest('a[data-inner], [data-heading-text] a[href^="indicator?"]')
        if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return
        event.preventDefault()
        history.pushState({}, '', link.href)
        dispatchEvent(new PopStateEvent('popstate', { state: {} }))
        scrollTo(0, 0)
    })
}
