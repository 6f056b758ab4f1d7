"""A page on which what a field starts takes a while and looks into the session all the time."""

import streamlit as st

if __name__ != "__main__":
    from policytargets.server import callbacks

    callbacks.install()
    app = st.App(__file__)
else:
    done: list[str] = st.session_state.setdefault("done", [])

    def note(name: str) -> None:
        for _ in range(100_000):
            st.session_state.get(name)
        done.append(st.session_state[name])

    st.title("Fields")
    for name in ("one", "two", "three"):
        st.text_input(name, key=name, on_change=note, args=(name,))
    st.write("noted: " + ", ".join(done))
