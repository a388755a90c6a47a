import Files
import Testing

@Suite struct UserFolderTests {
    @Test func standsBelowTheHomeFolder() {
        #expect(UserFolder.data(["HOME": "/home/ada"]) == "/home/ada/.local/share/rollcall")
        #expect(UserFolder.configuration(["HOME": "/home/ada"]) == "/home/ada/.config/rollcall")
    }

    @Test func variablesGoBefore() {
        let environment = ["HOME": "/home/ada", "XDG_DATA_HOME": "/data", "XDG_CONFIG_HOME": "/settings"]
        #expect(UserFolder.data(environment) == "/data/rollcall")
        #expect(UserFolder.configuration(environment) == "/settings/rollcall")
    }

    /// The specification has relative paths passed over.
    @Test(arguments: ["", "data", "./data"]) func relativePathsDoNotCount(_ path: String) {
        #expect(UserFolder.data(["HOME": "/home/ada", "XDG_DATA_HOME": path]) == "/home/ada/.local/share/rollcall")
    }

    @Test(arguments: [[:], ["HOME": ""], ["XDG_DATA_HOME": "data"]]) func thereMayBeNone(
        _ environment: [String: String]
    ) {
        #expect(UserFolder.data(environment) == nil)
    }
}
