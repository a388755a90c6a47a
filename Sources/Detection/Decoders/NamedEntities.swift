/// Characters of ASCII that HTML has names for (https://html.spec.whatwg.org/multipage/named-characters.html).
enum NamedEntities {
    /// Letters of the longest name.
    static let longest = 8

    /// `isFormal`: HTML and XML need it, so that it says nothing about who wrote it.
    static let all: [String: (scalar: Unicode.Scalar, isFormal: Bool)] = [
        "amp": ("&", true), "lt": ("<", true), "gt": (">", true), "quot": ("\"", true), "apos": ("'", true),
        "lowbar": ("_", false), "UnderBar": ("_", false), "commat": ("@", false), "equals": ("=", false),
        "colon": (":", false), "sol": ("/", false),
        "bsol": ("\\", false), "period": (".", false), "comma": (",", false), "semi": (";", false),
        "plus": ("+", false), "num": ("#", false),
        "dollar": ("$", false), "percnt": ("%", false), "excl": ("!", false), "quest": ("?", false),
        "lpar": ("(", false), "rpar": (")", false),
        "ast": ("*", false), "lsqb": ("[", false), "rsqb": ("]", false), "lbrack": ("[", false), "rbrack": ("]", false),
        "lcub": ("{", false),
        "rcub": ("}", false), "lbrace": ("{", false), "rbrace": ("}", false), "verbar": ("|", false),
        "vert": ("|", false), "Hat": ("^", false),
        "grave": ("`", false), "dash": ("-", false), "hyphen": ("-", false), "Tab": ("\t", true),
        "NewLine": ("\n", true), "nbsp": (" ", true),
    ]
}
