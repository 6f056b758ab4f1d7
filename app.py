"""The frame: page settings, navigation and the one error screen, served with `streamlit run app.py`.

The server imports this file once for `app`; each page run executes it as `__main__`.
"""

import streamlit as st

if __name__ != "__main__":
    from policytargets.server import callbacks, downloads, shell, transport

    shell.examine_settings()
    callbacks.install()
    downloads.install()
    app = st.App(
        __file__,
        lifespan=shell.lifespan,
        routes=shell.ROUTES,
        middleware=transport.MIDDLEWARE,
        on_script_error=shell.report_failure,
    )
else:
    from policytargets.ui.blocks import (
        acting,
        addresses,
        closed,
        deck,
        deck_joining,
        filters,
        headings,
        links,
        unknown_values,
    )
    from policytargets.ui.frame import sign_in
    from policytargets.ui.frame.opening import (
        page_settings,
        pages,
        say_what_a_link_lost,
        say_what_was_not_asked,
        show_defects,
    )

    page_settings()
    # A flat list: Streamlit's section headers are not list items, which screen readers stumble over.
    # The page one is on must not be among those folded away.
    chosen = st.navigation(pages(), expanded=True)
    page = chosen.url_path or addresses.PAGES[0].name
    headings.name_tab(page)
    show_defects()
    links.arrive()
    say_what_a_link_lost(page)  # before anything tidies the address
    deck.keep()
    deck_joining.offer()
    told = st.container()
    unknown_values.warn_in(told)
    with st.sidebar:
        filters.pick_focus()
        sign_in.show_person(page)
    closed.draw(page, chosen.run)
    with told:
        say_what_was_not_asked(page)
    acting.end_run()
