namespace Psutil.Recording;

/// <summary>
/// A recording cannot be opened or written: the directory is not safe or not there, another recorder writes to it, or it holds nothing.
/// </summary>
public sealed class RecordingException : PsutilException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    public RecordingException(string message)
        : base(message) { }
}
