using System.Diagnostics;

namespace Psutil.AspNetCore.Tests.Parts;

/// <summary>Waits for a condition, never for a time.</summary>
internal static class Wait
{
    /// <summary>How long anything that is bound to happen is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Waits until a condition holds, and fails if it does not in time.</summary>
    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"Waited in vain: {what}");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
