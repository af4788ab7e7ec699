using Xunit.Sdk;

namespace Psutil.LinuxTests;

/// <summary>Comparisons of values that move on their own.</summary>
internal static class Sampling
{
    private const int Attempts = 30;

    /// <summary>Takes new samples a few times until a comparison holds.</summary>
    public static void Retry(Action compare)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                compare();
                return;
            }
            catch (XunitException) when (attempt < Attempts)
            {
                // The value moved between the two readings.
            }
        }
    }
}
