namespace Psutil.Compare.Readings.Library;

internal sealed class LibrarySockets() : LibraryConnections("sockets", 0.45, owners: false);
