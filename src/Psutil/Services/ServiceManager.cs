using System.Diagnostics.CodeAnalysis;

namespace Psutil;

/// <summary>The services of the Windows service control manager.</summary>
public abstract class ServiceManager
{
    /// <summary>Creates the facet.</summary>
    protected ServiceManager() { }

    /// <summary>All services, running or not, in the order of their names. Drivers are not included.</summary>
    /// <remarks>Windows: <c>EnumServicesStatusExW</c>.</remarks>
    /// <exception cref="PsutilException">The list of services could not be read.</exception>
    public abstract IReadOnlyList<ServiceEntry> GetServices();

    /// <summary>Gets the configuration and state of the service with the given name. The name is not case-sensitive.</summary>
    /// <returns>False if there is no service of that name.</returns>
    /// <remarks>Windows: <c>QueryServiceConfigW</c>, <c>QueryServiceConfig2W</c> and <c>QueryServiceStatusEx</c>.</remarks>
    /// <exception cref="AccessDeniedException">The caller may not read it.</exception>
    /// <exception cref="PsutilException">It could not be read.</exception>
    public abstract bool TryGet(string name, [NotNullWhen(true)] out ServiceDetails? service);

    /// <summary>Gets the configuration and state of the service with the given name. The name is not case-sensitive.</summary>
    /// <exception cref="NoSuchServiceException">There is no service of that name.</exception>
    /// <exception cref="AccessDeniedException">The caller may not read it.</exception>
    /// <exception cref="PsutilException">It could not be read.</exception>
    public ServiceDetails Get(string name) => TryGet(name, out ServiceDetails? service) ? service : throw new NoSuchServiceException(name);
}
