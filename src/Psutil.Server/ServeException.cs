namespace Psutil.Server;

/// <summary>Why the server does not start, in words for whoever started it.</summary>
internal sealed class ServeException(string message, int exitCode = ExitCode.Usage) : Exception(message)
{
    /// <summary>The exit code.</summary>
    public int ExitCode => exitCode;
}
