using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Bsd.Interop;

/// <summary>A mounted file system, in the layout of one system.</summary>
internal interface IFileSystemEntry
{
    [UnscopedRef]
    ReadOnlySpan<byte> Device { get; }

    [UnscopedRef]
    ReadOnlySpan<byte> MountPoint { get; }

    [UnscopedRef]
    ReadOnlySpan<byte> Type { get; }

    /// <summary>The <c>MNT_…</c> flags.</summary>
    ulong Flags { get; }
}
