namespace Psutil.Tool.Top;

/// <summary>
/// For the tests alone: <c>PSUTIL_TEST_TOP_CRASH=exception</c> or <c>=abort</c> lets the full screen crash after its first refresh, so that
/// what the terminal looks like afterwards can be seen.
/// </summary>
internal static class DeliberateCrash
{
    private const string Variable = "PSUTIL_TEST_TOP_CRASH";

    /// <summary>What is to happen after a refresh; null for nothing.</summary>
    public static Action? FromEnvironment() =>
        Environment.GetEnvironmentVariable(Variable) switch
        {
            "exception" => () => throw new InvalidOperationException("crashed on purpose"),
            "abort" => () => Environment.FailFast("crashed on purpose"),
            _ => null,
        };
}
