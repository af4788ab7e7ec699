using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Bsd.Interop;

/// <summary>The question for an interface's medium (<c>struct ifmediareq</c>), as one system lays it out.</summary>
internal interface IMediaRequest
{
    /// <summary>The requests that fill it: the next is tried where one is refused.</summary>
    static abstract ReadOnlySpan<uint> Requests { get; }

    /// <summary>Room for the interface's name and its NUL.</summary>
    [UnscopedRef]
    Span<byte> Name { get; }

    /// <summary>Whether the medium can send and receive at once; null if none is connected or it does not tell.</summary>
    InterfaceDuplex? Duplex { get; }
}
