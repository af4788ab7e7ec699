using System.Diagnostics.CodeAnalysis;

namespace Psutil;

/// <summary>The services that the operating system starts and stops: those of Windows' service control manager.</summary>
public abstract class ServiceManager
{
    /// <summary>Makes a facet.</summary>
    protected ServiceManager() { }

    /// <summary>All services, running or not, in the order of their names; drivers are not among them.</summary>
    /// <remarks>Windows: <c>EnumServicesStatusExW</c>.</remarks>
    /// <exception cref="PsutilException">The list could not be read.</exception>
    public abstract IReadOnlyList<ServiceEntry> GetServices();

    /// <summary>Everything about the service of a name (case does not matter).</summary>
    /// <returns>False if there is none.</returns>
    /// <remarks>Windows: <c>QueryServiceConfigW</c>, <c>QueryServiceConfig2W</c> and <c>QueryServiceStatusEx</c>.</remarks>
    /// <exception cref="AccessDeniedException">The caller may not see it.</exception>
    /// <exception cref="PsutilException">It could not be read.</exception>
    public abstract bool TryGet(string name, [NotNullWhen(true)] out ServiceDetails? service);

    /// <summary>Everything about the service of a name (case does not matter).</summary>
    /// <exception cref="NoSuchServiceException">There is none.</exception>
    /// <exception cref="AccessDeniedException">The caller may not see it.</exception>
    /// <exception cref="PsutilException">It could not be read.</exception>
    public ServiceDetails Get(string name) => TryGet(name, out ServiceDetails? service) ? service : throw new NoSuchServiceException(name);
}
