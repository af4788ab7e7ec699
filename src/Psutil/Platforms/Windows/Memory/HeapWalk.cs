using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>
/// Adds up the blocks of a heap that other threads change meanwhile. The heap cannot be locked, because a garbage collection that needs it
/// would deadlock: so a walk fails when the block where it stands is freed, and then begins anew.
/// </summary>
internal static class HeapWalk
{
    /// <summary>Steps to the next block; the result is one of <c>_heapwalk</c>'s.</summary>
    public delegate int Step(ref HeapBlock block);

    // A walk does not end if blocks are added faster than it goes.
    private const int MostBlocks = 50_000_000;
    private const int MostAttempts = 100;

    /// <summary>The bytes of the used blocks; null if no walk came to the end, with the result of the last step.</summary>
    public static long? CountUsed(Step step, out int result)
    {
        result = Ucrtbase.HeapGoesOn;
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            long used = 0;
            HeapBlock block = default;
            int count = 0;
            while ((result = step(ref block)) == Ucrtbase.HeapGoesOn && ++count < MostBlocks)
            {
                used += block.IsUsed ? (long)block.Size : 0;
            }

            if (result is Ucrtbase.HeapHasEnded or Ucrtbase.HeapIsEmpty)
            {
                return used;
            }

            if (result == Ucrtbase.HeapGoesOn)
            {
                return null;
            }
        }

        return null;
    }
}
