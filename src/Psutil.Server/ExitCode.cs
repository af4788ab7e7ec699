namespace Psutil.Server;

/// <summary>The exit codes, as those of the command.</summary>
internal static class ExitCode
{
    /// <summary>It ended because it was asked to.</summary>
    public const int Done = 0;

    /// <summary>The command line, or a file that it names, is not valid.</summary>
    public const int Usage = 2;

    /// <summary>It cannot listen, or the machine cannot be read.</summary>
    public const int Fatal = 3;
}
