// On a narrow screen the menu lies over the page: choosing a page closes it.
if (!window.menuCloses) {
    window.menuCloses = true
    addEventListener('click', event => {
        const chosen = event.target.closest('[data-testid=stSidebarNavLink]')
        if (chosen && innerWidth < 768) document.querySelector('[data-testid=stSidebarCollapseButton] button')?.click()
    })
}
