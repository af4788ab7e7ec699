namespace Psutil.Compare.Readings.Library;

internal sealed class LibrarySocketsWithOwners() : LibraryConnections("sockets-owners", 0.85, owners: true);
