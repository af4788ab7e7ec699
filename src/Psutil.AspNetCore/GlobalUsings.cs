global using System.Globalization;
global using Microsoft.AspNetCore.Http;
global using Psutil.Diagnostics;
global using Psutil.AspNetCore.Security;
