/// The text of a hook that runs Rollcall, after whatever stood there before.
struct HookScript {
    /// By which a hook of ours is known.
    static let mark = "# Installed by `rollcall hook install`"

    /// nil in a folder for all repositories: the hook only passes on.
    let kind: HookKind?
    let name: String
    /// The program, as it was when the hook was installed.
    let program: String
    /// More arguments for `rollcall hook run`.
    let arguments: [String]
    /// Whether it passes on to the repository's own hook, which Git does not run where `core.hooksPath` is set.
    let isGlobal: Bool

    static func isOurs(_ text: String) -> Bool { text.contains(mark) }

    /// Whether a hook of ours scans, and does not only pass on.
    static func scans(_ text: String) -> Bool { isOurs(text) && text.contains("\" hook run ") }

    var text: String {
        var lines = ["#!/bin/sh", Self.mark + "; `rollcall hook uninstall` takes it out and restores what was there."]
        let readsInput = kind?.readsInput ?? false
        if isGlobal {
            lines += [
                "common=$(git rev-parse --git-common-dir 2>/dev/null) || common=${GIT_DIR:-.git}",
                "previous=$common/hooks/\(name)",
            ]
        } else {
            lines += [
                "folder=${0%/*}", "if [ -L \"$folder\" ]; then folder=$(cd \"$folder\" && pwd -P); fi",
                "previous=$folder\(EarlierHooks.suffix)/\(name)",
            ]
        }
        guard let kind else {
            return (lines + ["if [ -x \"$previous\" ]; then exec \"$previous\" \"$@\"; fi"]).joined(separator: "\n")
                + "\n"
        }
        if readsInput {
            // Both hooks want all of it.
            lines += [
                "if [ -x \"$previous\" ]; then", "    input=$(cat)",
                "    printf '%s\\n' \"$input\" | \"$previous\" \"$@\" || exit $?", "else", "    input=", "fi",
            ]
        } else {
            // First, because it may change what is staged.
            lines.append("if [ -x \"$previous\" ]; then \"$previous\" \"$@\" || exit $?; fi")
        }
        lines += [
            "rollcall=\(Self.quoted(program))", "if [ ! -x \"$rollcall\" ]; then rollcall=$(command -v rollcall); fi",
        ]
        lines += [
            "if [ -z \"$rollcall\" ]; then",
            "    echo 'rollcall: the program is gone from \(Self.plain(program)); nothing was checked. Install it again, or run: git config --unset core.hooksPath, or remove this hook' >&2",
            "    exit \(kind.isOnServer ? 1 : 0)", "fi",
        ]
        let run = (["\"$rollcall\" hook run \(kind.rawValue)"] + arguments.map(Self.quoted)).joined(separator: " ")
        if readsInput {
            lines.append(
                "if [ -n \"$input\" ]; then printf '%s\\n' \"$input\" | \(run) \"$@\"; else exec \(run) \"$@\"; fi")
        } else {
            lines.append("exec \(run) \"$@\"")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func quoted(_ word: String) -> String {
        "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    private static func plain(_ word: String) -> String { String(word.map { $0 == "'" ? "’" : $0 }) }
}
