namespace Psutil;

/// <summary>One logical CPU's times.</summary>
/// <param name="Number">The CPU's number, as affinity uses it.</param>
/// <param name="Times">The time it has spent in each mode since the machine started.</param>
public readonly record struct CpuCoreTimes(int Number, CpuTimes Times)
{
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
