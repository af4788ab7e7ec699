namespace Psutil.FleetTests.Parts;

/// <summary>Waits for a condition, never for a time.</summary>
internal static class Wait
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks again and again until there is an answer, and gives it.</summary>
    /// <param name="what">What is waited for, for the message if it does not come.</param>
    /// <param name="ask">Gives the answer, or null if it is not there yet.</param>
    public static async Task<T> ForAsync<T>(string what, Func<Task<T?>> ask)
        where T : class
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await ask() is { } answer)
            {
                return answer;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(start) < Deadline, $"{what}: not within {Deadline.TotalSeconds} s");
            await Task.Delay(Pause, cancellation);
        }
    }
}
