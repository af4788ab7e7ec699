using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Bsd.Interop;

/// <summary>A disk's counters, in the layout of one system (OpenBSD, NetBSD).</summary>
internal interface IDiskStatistics
{
    [UnscopedRef]
    ReadOnlySpan<byte> Name { get; }

    ulong Reads { get; }

    ulong Writes { get; }

    ulong BytesRead { get; }

    ulong BytesWritten { get; }
}
