using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Bsd.Interop;

/// <summary>What a disk has done, as one system lays it out (OpenBSD, NetBSD).</summary>
internal interface IDiskStatistics
{
    [UnscopedRef]
    ReadOnlySpan<byte> Name { get; }

    ulong Reads { get; }

    ulong Writes { get; }

    ulong BytesRead { get; }

    ulong BytesWritten { get; }
}
