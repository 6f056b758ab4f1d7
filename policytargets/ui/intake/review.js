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
}
