namespace Psutil;

/// <summary>There is no service of this name.</summary>
public sealed class NoSuchServiceException : PsutilException
{
    /// <summary>Creates the exception for a service that does not exist.</summary>
    /// <param name="name">The service's name.</param>
    /// <param name="error">The system call that failed; null, the default, if none did.</param>
    public NoSuchServiceException(string name, SystemCallError? error = null)
        : base($"service {OSText.Escape(name)} does not exist{Because(error)}", error) => Name = name;

    /// <summary>The service's name.</summary>
    public string Name { get; }
}
