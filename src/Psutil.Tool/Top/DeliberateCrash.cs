namespace Psutil.Tool.Top;

/// <summary>
/// For tests: <c>PSUTIL_TEST_TOP_CRASH=exception</c> or <c>=abort</c> makes the full screen crash after its first refresh, to check the
/// terminal afterwards.
/// </summary>
internal static class DeliberateCrash
{
    private const string Variable = "PSUTIL_TEST_TOP_CRASH";

    /// <summary>The action after a refresh; null for none.</summary>
    public static Action? FromEnvironment() =>
        Environment.GetEnvironmentVariable(Variable) switch
        {
            "exception" => () => throw new InvalidOperationException("crashed on purpose"),
            "abort" => () => Environment.FailFast("crashed on purpose"),
            _ => null,
        };
}
