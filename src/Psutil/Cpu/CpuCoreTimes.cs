namespace Psutil;

/// <summary>The time that one logical CPU has spent in each mode.</summary>
public readonly record struct CpuCoreTimes
{
    /// <summary>The number of the CPU, as in a CPU affinity.</summary>
    public required int Number { get; init; }

    /// <summary>The time that the CPU has spent in each mode since the machine started.</summary>
    public required CpuTimes Times { get; init; }

    /// <summary>Where a CPU is in a list, most likely at the guessed index; -1 if it is not there.</summary>
    internal static int IndexOf(IReadOnlyList<CpuCoreTimes> cores, int number, int guess)
    {
        if (guess < cores.Count && cores[guess].Number == number)
        {
            return guess;
        }

        for (int index = 0; index < cores.Count; index++)
        {
            if (cores[index].Number == number)
            {
                return index;
            }
        }

        return -1;
    }
}
