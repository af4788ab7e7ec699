namespace Psutil.Platforms.MacOS;

/// <summary>Failures of Mach's calls, whose numbers are not errno's.</summary>
internal static class MacOSErrors
{
    public static SystemCallException ToException(string call, int result) =>
        new(
            new SystemCallError
            {
                SystemCall = call,
                ErrorCode = result,
                Description = Describe(result),
            }
        );

    public static string Describe(int result) => string.Create(CultureInfo.InvariantCulture, $"kern_return_t {result}");
}
