// The entry of a list that the address asks for is in view as soon as it is there, and stays so while what stands above it
// is still being put in place, until its reader does something.
if (!window.entriesLand) {
    window.entriesLand = true
    let left = false
    const asked = () => document.querySelector('.listing .asked')
    for (const act of ['wheel', 'pointerdown', 'keydown', 'touchstart'])
        addEventListener(act, () => { left = Boolean(asked()) }, {capture: true, passive: true})
    const land = () => {
        const entry = asked()
        if (!entry) left = false
        else if (!left) entry.scrollIntoView({block: 'center'})
    }
    new MutationObserver(land).observe(document.body, {childList: true, subtree: true})
    addEventListener('load', land)
    land()
}
