import Glibc

/// Waits until the clock of the file system has ticked since the last change: what is found of files that changed within
/// one tick is not remembered, for a change right after would look the same.
package func letFilesSettle() { usleep(120_000) }
