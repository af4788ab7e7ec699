using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace Psutil.HostileTests.Fuzzing;

/// <summary>
/// The edges between branches that a run took, counted by what SharpFuzz wrote into the parsers (the map of AFL: a byte for each edge).
/// </summary>
internal sealed unsafe class EdgeMap
{
    private const int Size = 1 << 16;

    // One map for all: the instrumented code knows one address.
    private static readonly byte* Counts = Allocate();

    // Which counts of each edge have been seen, a bit for each class of counts.
    private readonly byte[] _seen = new byte[Size];

    /// <summary>How many edges have been seen.</summary>
    public int EdgeCount { get; private set; }

    /// <summary>Forgets the run before.</summary>
    public static void Clear()
    {
        Unsafe.InitBlock(Counts, 0, Size);
        Trace.PrevLocation = 0;
    }

    /// <summary>Adds what the last run did.</summary>
    /// <returns>Whether an edge was taken that never was before, or as often as never before.</returns>
    public bool Add(out bool hasNewEdge)
    {
        bool isNew = false;
        hasNewEdge = false;
        ReadOnlySpan<byte> counts = new(Counts, Size);
        for (int at = counts.IndexOfAnyExcept((byte)0); at >= 0; )
        {
            byte bucket = (byte)(1 << Math.Min(7, BitOperations.Log2(counts[at])));
            if ((_seen[at] & bucket) == 0)
            {
                hasNewEdge |= _seen[at] == 0;
                EdgeCount += _seen[at] == 0 ? 1 : 0;
                _seen[at] |= bucket;
                isNew = true;
            }

            int next = counts[(at + 1)..].IndexOfAnyExcept((byte)0);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return isNew;
    }

    private static byte* Allocate() => Trace.SharedMem = (byte*)NativeMemory.AllocZeroed(Size);
}
