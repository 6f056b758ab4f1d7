// The newest words of the language that the framework is written in (Chromium 94). A browser that can't read them skips
// this script, and the mark stays unset.
class Words {
    static read
    #own
    static { Words.read = own => #own in own }
}
window.readsFramework = true
