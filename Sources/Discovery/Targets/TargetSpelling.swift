/// How findings call their target: the same, whether a shell's completion put a slash behind it or not.
enum TargetSpelling {
    /// `./app/` and `app//` are `app`; what leads up or through links stays as it is.
    static func plain(_ target: String) -> String {
        if target == "-" { return target }
        let parts = target.split(separator: "/", omittingEmptySubsequences: true).filter { $0 != "." }
        let path = parts.joined(separator: "/")
        if target.hasPrefix("/") { return "/" + path }
        // Behind `./` a name may begin with a dash.
        return path.isEmpty ? (target.isEmpty ? "" : ".") : path == "-" ? "./-" : path
    }
}
