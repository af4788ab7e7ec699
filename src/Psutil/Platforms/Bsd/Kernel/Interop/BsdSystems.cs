namespace Psutil.Platforms.Bsd.Interop;

/// <summary>The systems that a native structure of this folder holds for.</summary>
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
