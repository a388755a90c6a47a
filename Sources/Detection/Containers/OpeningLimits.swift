/// How much may be unpacked from one outer content, whatever it holds.
package struct OpeningLimits: Sendable {
    /// Containers within containers.
    package var depth = 8
    /// Bytes unpacked altogether.
    package var bytes = 256 << 20
    /// Bytes of one entry; what goes on behind them is not read.
    package var entryBytes = 64 << 20
    /// Members of archives, objects of packs, tables and long values of databases.
    package var entries = 50_000
    /// Unpacked bytes for each packed one, looked at beyond `ratioFloor`. Logs and dumps reach 100.
    package var ratio = 250
    /// Bytes: less may be packed as tightly as it likes.
    var ratioFloor = 8 << 20
    /// Processor time of the thread, so that a busy machine reads no less.
    package var seconds = 4.0

    package init() {}
}
