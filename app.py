"""The frame: page settings, navigation and the one error screen, served with `streamlit run app.py`.

The server imports this file once for `app`; each page run executes it as `__main__`.
"""

import streamlit as st

if __name__ != "__main__":
    from policytargets.server import shell, transport

    shell.examine_settings()
    app = st.App(
        __file__,
        lifespan=shell.lifespan,
        routes=shell.ROUTES,
        middleware=transport.MIDDLEWARE,
        on_script_error=shell.report_failure,
    )
else:
    from policytargets import settings
    from policytargets.ui.blocks import addresses, copies, deck, filters, headings, ledger, links
    from policytargets.ui.frame import sign_in
    from policytargets.ui.frame.opening import page_settings, say_what_a_link_lost, show_defects

    page_settings()
    # A flat list: Streamlit's section headers are not list items, which screen readers stumble over.
    pages = [
        st.Page(
            page.script,
            title=page.title,
            url_path=page.name,
            default=page is addresses.PAGES[0],
            visibility="visible"
            if page.listed
            and (not page.needs_copies or copies.at_hand())
            and (not page.needs_ledger or ledger.at_hand())
            else "hidden",
        )
        for page in addresses.PAGES
        if not page.writes or settings.writing()
    ]
    chosen = st.navigation(pages)
    headings.name_tab(chosen.url_path or addresses.PAGES[0].name)
    show_defects()
    links.arrive()
    deck.keep()
    with st.sidebar:
        filters.pick_focus()
        sign_in.show_person()
    say_what_a_link_lost()
    chosen.run()
