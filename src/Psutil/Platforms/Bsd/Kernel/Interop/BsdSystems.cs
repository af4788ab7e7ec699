namespace Psutil.Platforms.Bsd.Interop;

/// <summary>The systems that have the layout of a native structure in this folder.</summary>
[Flags]
internal enum BsdSystems
{
    None = 0,
    FreeBsd = 1,
    OpenBsd = 2,
    NetBsd = 4,
    MacOS = 8,
    All = FreeBsd | OpenBsd | NetBsd | MacOS,
}
